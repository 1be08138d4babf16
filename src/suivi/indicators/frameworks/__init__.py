"""Which indicators of the world outside do the instruments of a plan answer?"""
