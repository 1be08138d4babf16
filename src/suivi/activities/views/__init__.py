"""Which pages has the register of activities?"""
