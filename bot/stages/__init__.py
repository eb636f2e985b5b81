"""The stages of the pipeline, one file each; `bot.pipeline` lists their order."""
