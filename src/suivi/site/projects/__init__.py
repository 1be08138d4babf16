"""Which pages show the projects that contribute to gender equality in fragile contexts?"""
