"""The desk in the browser: what petugas see and do. Server-rendered pages in Indonesian."""
