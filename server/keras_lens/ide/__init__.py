"""Editor features as plain data: hints, hovers, findings, actions, summaries.

Speaks of editors and knows neither a protocol nor a terminal.
"""
