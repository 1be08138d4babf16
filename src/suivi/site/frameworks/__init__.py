"""What is held for each indicator of a framework, from promise to report?"""
