"""How the server's tables came to be, one file per change. A released migration is never edited."""
