"""What does each monitoring instrument of a plan measure, and from which rows?"""
