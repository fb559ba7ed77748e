"""What the table of ends asks of a sentence and the news it stands in, a file for each matter."""
