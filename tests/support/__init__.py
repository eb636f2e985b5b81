"""What several tests share: real parts to talk to, and the few fakes (Twilio's network, the clock)."""
