"""What the program does when it is killed, when a disk is full, when a reader is gone, when files vanish."""
