"""Makes the stand-ins of absent libraries available before a test imports Rasa."""

import absent_modules

absent_modules.install()
