"""What can be read of plans? One module per question; each gives typed rows, none writes."""
