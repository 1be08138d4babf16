"""What does the register answer?"""
