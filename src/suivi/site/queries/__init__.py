"""What do the public pages read? One module per page or part of it; each gives typed rows."""
