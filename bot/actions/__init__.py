"""What Rasa's rules call: each action asks `portal_core` and answers with keys and facts."""
