"""What a developer or an evaluator types: set up, run, test, check. Standard library only."""
