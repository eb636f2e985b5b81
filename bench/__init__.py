"""Measurements: reply time, understanding and size, beside Rasa itself and a stock Rasa project."""
