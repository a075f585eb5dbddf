"""Synthetic data and measurements; `make bench`. Nothing here is part of the product."""
