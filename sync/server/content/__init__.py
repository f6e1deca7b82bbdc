"""What kiosks show, as petugas write it."""
