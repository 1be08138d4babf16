"""What do reviewers see: what waits, what changed, what was said at a paragraph, what is common?"""
