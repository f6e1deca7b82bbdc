"""The wire between kiosks and their office: one exchange, over the network or on a stick; `sync.server` is the office."""
