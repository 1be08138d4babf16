"""What is done with plans: every change of a plan, one module per verb."""
