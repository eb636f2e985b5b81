"""The court's rules as pure functions: the present instant, calendars and outages come in as arguments."""
