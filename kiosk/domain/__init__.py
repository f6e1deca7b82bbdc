"""Values and pure functions (standard library and msgspec only). Nothing here reads a clock, a file or a socket."""
