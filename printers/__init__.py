"""From a slip to paper: document → bytes → device, and what is known afterwards. Start reading in `README.md`."""
