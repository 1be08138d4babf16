"""The pages of the round."""
