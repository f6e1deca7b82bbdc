"""Foreign bytes for every parser that takes them and is not fuzzed beside its own tests."""
