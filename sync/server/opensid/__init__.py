"""OpenSID beside us: its register of residents comes in, our requests go out in the shape of its table."""
