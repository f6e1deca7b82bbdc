"""SQLite through sqlite-utils: the only SQL of the kiosk, one file per table.

Every function takes the connection and works inside the caller's transaction; `Store.run` gives it one.
"""

import sys

# sqlite-utils loads numpy wherever it is installed, for column types that nobody here has: 0.15 s and 20 MB at every
# start. While it is imported numpy is hidden; the scanner, which does need it, gets it as ever. May go when sqlite-utils
# looks in sys.modules instead.
if "numpy" not in sys.modules:
    sys.modules["numpy"] = None  # type: ignore[assignment]
    try:
        import sqlite_utils  # noqa: F401
    finally:
        del sys.modules["numpy"]
