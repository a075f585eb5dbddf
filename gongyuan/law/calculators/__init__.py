"""The calculators, one module for each matter; importing a module registers what is in it."""
