"""The demo's phone network: a phone on a page, and a carrier that answers Twilio's official client."""
