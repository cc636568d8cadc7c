"""What mails of every container share: their headers, their bodies, and who wrote which words of them."""
