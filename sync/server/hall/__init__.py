"""The waiting room: the queue, the lokets, how long it takes."""
