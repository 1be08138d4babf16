"""Where does a coordinator say what a measure means?"""
