"""Words: the languages, their catalogs, and how keys and facts become what a person reads."""
