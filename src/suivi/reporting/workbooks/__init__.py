"""How does a department fill in its contributions in Excel, and how do they come back?"""
