"""Numbers of an office for those who answer for it: how many, how long, how good. Never who."""
