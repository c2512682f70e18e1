"""Who says it and how firmly: cues, speakers, their reach over sentences, and stance."""
