class Settings:
    pass


settings = Settings()
