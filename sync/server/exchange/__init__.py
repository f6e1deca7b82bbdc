"""The office's half of the exchange, over the network and on sticks."""
