"""How does the register leave as a plain table, and how does such a table come back?"""
