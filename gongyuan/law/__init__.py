"""The law as pure functions: values in, dated and cited results out.

Nothing here knows Django, a clock, a setting or a table; parameters that differ by region or
by year come in as values.
"""
