"""The commands of `kelurahan`."""
