"""SQLite through sqlite-utils: the only SQL of the kiosk, one file per table.

Every function takes the connection and works inside the caller's transaction; `Store.run` gives it one.
"""
