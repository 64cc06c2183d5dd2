#!/bin/bash
export REGISTRY_TOKEN=planted-Secret-9
