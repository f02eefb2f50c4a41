FROM python:3.12-slim AS build
WORKDIR /src
COPY requirements/locked.txt requirements/server.txt requirements/
RUN python -m venv /opt/copydesk \
 && /opt/copydesk/bin/pip install --no-cache-dir --require-hashes -r requirements/locked.txt \
 && /opt/copydesk/bin/pip install --no-cache-dir --require-hashes -r requirements/server.txt
COPY pyproject.toml README.md LICENSE ./
COPY schemas schemas
COPY tasks tasks
COPY workers workers
RUN /opt/copydesk/bin/pip install --no-cache-dir --no-deps --no-build-isolation .

FROM python:3.12-slim
RUN useradd --uid 10001 --create-home copydesk \
 && mkdir -p /data/inbox /data/home && chown -R copydesk /data
COPY --from=build /opt/copydesk /opt/copydesk
ENV PATH=/opt/copydesk/bin:$PATH PYTHONUNBUFFERED=1
USER copydesk
WORKDIR /data
ENTRYPOINT ["copydesk"]
CMD ["up"]
