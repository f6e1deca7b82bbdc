"""Who works here, how they log in, and what they may do; programs' tokens."""
