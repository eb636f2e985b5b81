"""Use cases of the core: functions over a session. Each is safe to repeat and safe when two race."""
