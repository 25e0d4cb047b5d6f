# syntax=docker/dockerfile:1

# The Bun that builds is the Bun inside the executable.
FROM oven/bun:1.4.5 AS build
WORKDIR /build
COPY package.json bun.lock bunfig.toml ./
RUN bun install --frozen-lockfile
COPY tsconfig.json ./
COPY src ./src
RUN bun run build
# The root of the image below: the executable and the few libraries of glibc that it is linked to.
RUN mkdir -p /image/usr/local/bin \
  && cp dist/flow-codeblock /image/usr/local/bin/ \
  && ldd dist/flow-codeblock | grep -o '/[^ ]*' | xargs cp --parents --dereference --target-directory=/image

# Nothing beside these: no shell, no package manager, no other program that a fault could start. The
# executable makes no outgoing connection and writes no file, so it needs no certificates and no /tmp.
FROM scratch
COPY --from=build /image /
# A number, for there is no list of users to look a name up in; anything but root will do.
USER 65532:65532
EXPOSE 3002
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=6s --start-period=10s --retries=3 \
  CMD ["/usr/local/bin/flow-codeblock", "health"]
ENTRYPOINT ["/usr/local/bin/flow-codeblock"]
