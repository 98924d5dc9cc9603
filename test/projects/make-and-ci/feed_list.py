FEEDS = {"news": "http://127.0.0.1:9/news"}
