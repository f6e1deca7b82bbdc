"""The roof: the `kiosk` command and the one place that builds adapters and starts workers. Imported by nothing else."""
