"""The two web apps: `public` faces the internet, `internal` answers Rasa on loopback only."""
