"""Which pages have notices?"""
