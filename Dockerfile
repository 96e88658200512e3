FROM python:3.13-slim

ENV PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    PIP_NO_CACHE_DIR=1 \
    PIP_DISABLE_PIP_VERSION_CHECK=1

WORKDIR /app

COPY requirements.lock .
RUN pip install --require-hashes --only-binary=:all: -r requirements.lock

COPY converter/ converter/
COPY mappings/ mappings/
COPY schemas/ schemas/

# Which commit it is of: --build-arg COMMIT="$(git rev-parse HEAD)". Without it, answers say the version alone.
ARG COMMIT=""
RUN printf '%s' "$COMMIT" > converter/commit.txt

# A number, so that a platform can see that it is not root. Nothing under /app is written to, and nothing there is the user's.
USER 10001:10001

EXPOSE 8080

HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \
    CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8080/health/ready', timeout=4).close()"]

# More arguments follow: --workers 2, --fest /data/fest.db. Another --port needs a health check of its own.
ENTRYPOINT ["python", "-m", "converter", "serve", "--host", "0.0.0.0"]
